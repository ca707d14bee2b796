/** What a test's page lacks of a window's. */
import "@testing-library/svelte/vitest";

// The page of the tests lays nothing out; nothing scrolls in it.
Element.prototype.scrollIntoView = () => undefined;

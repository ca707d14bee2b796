import { mount } from "svelte";

import Window from "./Window.svelte";

// After every import: nothing loaded later may change what all objects share.
Object.freeze(Object.prototype);

const place = document.getElementById("window");
if (place === null) throw new Error("the page has no place for the window");
mount(Window, { target: place });

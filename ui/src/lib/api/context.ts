/** Hands the program to the components, so that a test can hand them another. */
import { createContext } from "svelte";

import type { Api } from "./port";

export const [getApi, setApi] = createContext<Api>();

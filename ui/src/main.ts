import "@fontsource-variable/noto-sans-jp";
import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import { tauri } from "$lib/api/tauri";

import Window from "./Window.svelte";

// After every import: nothing loaded later may change what all objects share.
Object.freeze(Object.prototype);

const place = document.getElementById("window");
if (place === null) throw new Error("the page has no place for the window");
mount(Window, { target: place, props: { api: tauri } });

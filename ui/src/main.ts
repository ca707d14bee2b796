import "@fontsource-variable/noto-sans-jp";
import "./styles/tokens.css";
import "./styles/base.css";

import { mount } from "svelte";

import { isPresenter, tauri } from "$lib/api/tauri";

import Presenter from "./Presenter.svelte";
import Window from "./Window.svelte";

// After every import: nothing loaded later may change what all objects of a kind share. Maps and sets
// are left out: Svelte's own, made of them, get their methods when the first of them is made; and
// regular expressions, which libraries give an `exec` of their own.
for (const kind of [Object, Array, Function, String, Number, Promise]) {
	Object.freeze(kind.prototype);
}

const place = document.getElementById("window");
if (place === null) throw new Error("the page has no place for the window");
mount(isPresenter ? Presenter : Window, { target: place, props: { api: tauri } });

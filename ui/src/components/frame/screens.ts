/** The sign of each screen. */
import ChartNoAxesColumn from "@lucide/svelte/icons/chart-no-axes-column";
import ClipboardCheck from "@lucide/svelte/icons/clipboard-check";
import FileText from "@lucide/svelte/icons/file-text";
import Group from "@lucide/svelte/icons/network";
import House from "@lucide/svelte/icons/house";
import Library from "@lucide/svelte/icons/library";
import ListTodo from "@lucide/svelte/icons/list-todo";
import Settings from "@lucide/svelte/icons/settings-2";
import TrendingUp from "@lucide/svelte/icons/trending-up";
import Users from "@lucide/svelte/icons/users";
import type { Component } from "svelte";

import type { Screen } from "$lib/route.svelte";

export const screenIcons: Record<Screen, Component> = {
	home: House,
	assess: ClipboardCheck,
	workshop: Users,
	results: ChartNoAxesColumn,
	gaps: ListTodo,
	progress: TrendingUp,
	reports: FileText,
	cohorts: Group,
	sheets: Library,
	workspace: Settings,
};

declare module "virtual:guide/*" {
	import type { Chapter } from "$components/guide/chapters";

	const chapters: Chapter[];
	export default chapters;
}

// Draws images/icon.png from images/icon.svg with the Chromium of the tests.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const images = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "images");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
await page.setContent(`<style>body{margin:0}svg{display:block}</style>${fs.readFileSync(path.join(images, "icon.svg"), "utf8")}`);
await page.screenshot({ path: path.join(images, "icon.png"), omitBackground: true });
await browser.close();

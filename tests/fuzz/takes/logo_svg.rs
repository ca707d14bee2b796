//! A logo of lines: read, and put on paper, into a workbook's pixels and on a screen.

use std::sync::LazyLock;

use psirt_core::Language;
use psirt_report::branding::Branding;
use psirt_report::compose::compose;
use psirt_report::document::Report;
use psirt_report::findings::Findings;
use psirt_report::logo::Logo;
use psirt_report::pdf::pdf;
use psirt_report::pixels::{paths, png};
use psirt_report::svg::svg;

use super::rounds::newest;
use super::{Kind, as_bytes};

/// Logos of lines.
pub const KIND: Kind = Kind {
    name: "logo_svg",
    seeds,
    take,
};

const SHAPES: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">
<defs><linearGradient id="g"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#00f"/></linearGradient>
<clipPath id="c"><rect width="100" height="40"/></clipPath></defs>
<g clip-path="url(#c)"><rect width="50" height="40" rx="4" fill="#0072b2"/><circle cx="75" cy="20" r="10" fill="url(#g)"/></g></svg>"##;

const STYLED: &str = r##"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY c "#123456">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 20">
<style>.a > path:first-child { fill: red; stroke: #000; stroke-width: 2 } #b { opacity: .5 }</style>
<symbol id="s" viewBox="0 0 10 10"><path d="M0 0h10v10H0z"/></symbol>
<g class="a" transform="rotate(30 10 10) scale(1.5) skewX(3)"><path d="M1,1 Q5,9 9,1 T17 1 A3 2 10 0 1 12 12 S 3 4 5 6 C 1 2 3 4 5 6 Z" fill="&c;"/></g>
<use id="b" xlink:href="#s" x="2" y="3" width="5" height="5"/>
<polygon points="1,1 2,2 3,1" stroke-dasharray="1 2" stroke-linecap="round" stroke="blue" fill-rule="evenodd"/>
<switch><ellipse cx="5" cy="5" rx="3" ry="2"/></switch><line x1="0" y1="0" x2="9" y2="9" stroke="currentColor"/></svg>"##;

fn seeds() -> Vec<Vec<u8>> {
    as_bytes([SHAPES, STYLED])
}

fn take(input: &[u8]) {
    take_logo(input);
}

/// A report of one page and nothing else on it but a logo.
static PAGE: LazyLock<Report> = LazyLock::new(|| {
    let newest = newest();
    let findings = Findings::new(newest.sheet, newest.assessment, &[], &[], &[], "0");
    let mut report = compose(&findings, Language::En, &Branding::default());
    report.sections.truncate(1);
    if let Some(section) = report.sections.first_mut() {
        section.blocks.clear();
        section.sections.clear();
    }
    report
});

/// Takes a logo every way there is.
pub fn take_logo(input: &[u8]) {
    let Ok(logo) = Logo::parse(input) else {
        return;
    };
    let (width, height) = logo.size_within(120.0, 40.0);
    assert!(width <= 120.1 && height <= 40.1, "{width} × {height}");
    match &logo {
        Logo::Vector(picture) => {
            let drawn = svg(picture, "a", "b", Language::En);
            assert!(
                !drawn.contains("NaN") && !drawn.contains("inf"),
                "a place is nowhere"
            );
            // Too small or too large for pixels is refused.
            if let Ok(pixels) = paths(picture, 1.0) {
                png(&pixels).expect("pixels can be written");
            }
        }
        Logo::Raster(raster) => {
            png(raster).expect("pixels can be written");
        }
    }
    let report = Report {
        logo: Some(logo),
        ..PAGE.clone()
    };
    pdf(&report).expect("a logo that was taken can be drawn");
}

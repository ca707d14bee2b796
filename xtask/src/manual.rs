//! The manual pages of the packages: what the terminal program says of itself with `--help`, one
//! page in each language with all commands.

use std::path::Path;

use crate::step::Program;

/// Headings of a page, in the language.
struct Words {
    language: &'static str,
    name: &'static str,
    synopsis: &'static str,
    commands: &'static str,
    see_also: &'static str,
    /// Above the list of commands in the help.
    list: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        language: "en",
        name: "NAME",
        synopsis: "SYNOPSIS",
        commands: "COMMANDS",
        see_also: "SEE ALSO",
        list: "Commands:",
    },
    Words {
        language: "ja",
        name: "名前",
        synopsis: "書式",
        commands: "コマンド",
        see_also: "関連項目",
        list: "コマンド:",
    },
];

/// The pages of a terminal program, each with its language.
pub fn pages(program: &Path, root: &Path) -> Result<Vec<(&'static str, String)>, String> {
    WORDS
        .iter()
        .map(|words| Ok((words.language, page(program, root, words)?)))
        .collect()
}

fn page(program: &Path, root: &Path, words: &Words) -> Result<String, String> {
    let help = |command: &[&str]| {
        let mut asked = command.to_vec();
        asked.extend(["--help", "--language", words.language]);
        let told = Program::new(&program.display().to_string(), &asked, root).answer();
        told.ok_or_else(|| format!("the terminal program has no help for `{}`", asked.join(" ")))
    };
    let whole = help(&[])?;
    let about: Vec<&str> = whole.lines().take_while(|line| !line.is_empty()).collect();
    let about = about.join(if words.language == "ja" { "" } else { " " });
    let Words {
        name,
        synopsis,
        commands,
        see_also,
        ..
    } = words;
    let mut page = format!(
        ".TH PSIRT\\-MATURITY 1 \"\" \"PSIRT Maturity\" \"\"\n.SH {name}\npsirt\\-maturity \\- {}\n\
         .SH {synopsis}\n{}.SH {commands}\n",
        escaped(about.trim_end_matches(['.', '。'])),
        verbatim(&whole)
    );
    for command in listed(&whole, words.list) {
        let told = help(&[command])?;
        page += &section(&[command], &told);
        for inner in listed(&told, words.list) {
            page += &section(&[command, inner], &help(&[command, inner])?);
        }
    }
    page += ".SH ";
    page += see_also;
    page += "\n.BR psirt\\-maturity\\-window (1)\n";
    Ok(page)
}

/// The commands that a help lists.
fn listed<'a>(help: &'a str, heading: &str) -> Vec<&'a str> {
    help.lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        // What goes on in the next line stands further in.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

fn section(command: &[&str], help: &str) -> String {
    format!(
        ".SS psirt\\-maturity {}\n{}",
        escaped(&command.join(" ")),
        verbatim(help)
    )
}

fn verbatim(text: &str) -> String {
    let lines: String = text.lines().map(|line| escaped(line) + "\n").collect();
    format!(".nf\n{lines}.fi\n")
}

/// As the formatter of manual pages prints it as it stands.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        return format!("\\&{text}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{escaped, listed};

    #[test]
    fn commands_are_read_off_the_help() {
        let help =
            "About\n\nCommands:\n  new   Start\n        more\n  score  Say\n\nOptions:\n  -h";
        assert_eq!(listed(help, "Commands:"), ["new", "score"]);
        assert_eq!(listed("About\n", "Commands:"), Vec::<&str>::new());
    }

    #[test]
    fn no_line_is_taken_for_a_request() {
        assert_eq!(escaped(".nf"), "\\&.nf");
        assert_eq!(escaped("a\\b --c"), "a\\eb \\-\\-c");
    }
}

//! The sheet of paper that a coordinator's key comes back from.

use psirt_core::{Date, Language};
use psirt_seal::{Fault, Secret, SigningKey};

use super::Problem;
use crate::error::Error;

/// The text of a recovery sheet, to be printed and locked away.
pub fn recovery_sheet(
    cohort: &str,
    title: &str,
    secret: &Secret,
    today: Date,
    language: Language,
) -> String {
    let key = secret.to_recovery_key();
    let groups: Vec<&str> = key.split('-').collect();
    let (first, second) = groups.split_at(groups.len() / 2);
    let (first, second) = (first.join("-"), second.join("-"));
    let fingerprint = SigningKey::of(secret).public().fingerprint();
    language.pick(
        format!(
            "RECOVERY SHEET FOR THE KEY OF A COHORT\n\n\
             Cohort:       {title} ({cohort})\n\
             Fingerprint:  {fingerprint}\n\
             Printed on:   {today}\n\n\
             Key:\n\n    {first}-\n    {second}\n\n\
             Whoever has this key can open every contribution to the cohort and sign in its\n\
             name. Print this sheet, lock it away, and delete the file.\n\n\
             If the workspace is lost, begin again with the same cohort and this file (or a\n\
             file with the key typed from paper):\n\n    \
             psirt-maturity cohort new WORKSPACE --cohort {cohort} --recover FILE ...\n\n\
             What was contributed and published before is not on this sheet: keep the\n\
             backups of the workspace as well.\n"
        ),
        format!(
            "集団の鍵の復旧シート\n\n\
             集団:    {title} ({cohort})\n\
             指紋:    {fingerprint}\n\
             作成日:  {today}\n\n\
             鍵:\n\n    {first}-\n    {second}\n\n\
             この鍵を持つ人は、集団に提供されたすべてのデータを開き、集団の名前で署名できます。\n\
             印刷して鍵のかかる場所に保管し、このファイルは削除してください。\n\n\
             ワークスペースを失ったときは、同じ集団とこのファイル (または紙から鍵を入力したファイル) で\n\
             やり直します。\n\n    \
             psirt-maturity cohort new ワークスペース --cohort {cohort} --recover ファイル ...\n\n\
             それまでに提供・公表されたものは、このシートにはありません。ワークスペースの\n\
             バックアップも保管してください。\n"
        ),
    )
}

/// The key of a recovery sheet, or of a text with nothing but the key.
///
/// # Errors
/// [`Problem::Seal`] where there is none, or one with a typing error
fn recovered(text: &str) -> Result<Secret, Problem> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    // On the sheet the key stands on two lines; typed, it may stand on one.
    let one = lines.iter().map(|&line| line.to_owned());
    let two = lines.windows(2).map(<[&str]>::concat);
    one.chain(two)
        .find_map(|typed| Secret::from_recovery_key(&typed).ok())
        .ok_or(Problem::Seal(Fault::NotARecoveryKey))
}

/// Reads the key of a recovery sheet from a file.
///
/// # Errors
/// [`Error::Read`], [`Error::Cohort`]
pub fn read_recovered(path: &std::path::Path) -> Result<Secret, Error> {
    let text = crate::files::read_text(path)?;
    recovered(&text).map_err(|problem| super::refused(path, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_sheet_gives_the_key_back_in_both_languages() {
        let secret = Secret::from_bytes([5; 32]);
        for language in Language::ALL {
            let day = Date::constant(2026, 12, 1);
            let sheet = recovery_sheet("group", "A group", &secret, day, language);
            let read = recovered(&sheet).expect("the key is on it");
            assert_eq!(read.bytes(), secret.bytes());
        }
        assert!(recovered(&secret.to_recovery_key()).is_ok());
        assert_eq!(
            recovered("a shopping list\nmilk").err(),
            Some(Problem::Seal(Fault::NotARecoveryKey))
        );
    }
}

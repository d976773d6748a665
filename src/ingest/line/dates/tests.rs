use super::*;

fn read(line: &str, order: DayOrder) -> Option<String> {
    first(line, order).map(|dated| {
        let end = dated.span.end.map(|end| format!("/{end}")).unwrap_or_default();
        format!("{}{end}", dated.span.start)
    })
}

#[test]
fn dates_are_read_with_the_precision_stated() {
    for (line, iso) in [
        ("26.04.2024", "2024-04-26"),
        ("4/26/2024", "2024-04-26"),
        ("Published: 2024-04-26T10:00", "2024-04-26"),
        ("Apr 26, 2024 at 5:30 PM", "2024-04-26"),
        ("Friday, 26 April 2024", "2024-04-26"),
        ("1st of May, 2020", "2020-05-01"),
        ("den 26. April 2024", "2024-04-26"),
        ("3 мая 2021 г.", "2021-05-03"),
        ("12 сентября 2022 года", "2022-09-12"),
        ("24 лютого 2022", "2022-02-24"),
        ("5 stycznia 2023", "2023-01-05"),
        ("le 1er mars 2022", "2022-03-01"),
        ("6 de julio de 2019", "2019-07-06"),
        ("2022年3月6日", "2022-03-06"),
        ("October 2023", "2023-10"),
        ("February 28 – March 6, 2022", "2022-02-28/2022-03-06"),
        ("28 February – 6 March 2022", "2022-02-28/2022-03-06"),
        ("March 18–24, 2022", "2022-03-18/2022-03-24"),
        ("18 – 24 March 2022", "2022-03-18/2022-03-24"),
        ("18.–24. März 2022", "2022-03-18/2022-03-24"),
        ("December 28, 2021 – January 3, 2022", "2021-12-28/2022-01-03"),
    ] {
        assert_eq!(read(line, DayOrder::Unknown).as_deref(), Some(iso), "{line}");
    }
}

#[test]
fn what_cannot_be_told_is_not_guessed() {
    assert_eq!(read("03/04/2024", DayOrder::Unknown).as_deref(), Some("2024"));
    assert_eq!(read("04/04/2024", DayOrder::Unknown).as_deref(), Some("2024-04-04"));
    assert_eq!(read("03.04.2024", DayOrder::DayFirst).as_deref(), Some("2024-04-03"));
    for line in [
        "March 18 – March 24",
        "31.02.2022",
        "no. 5",
        "May he rest",
        "10.0.2024.7",
        "in 2022",
        "version 1.2.2024.3",
    ] {
        assert_eq!(read(line, DayOrder::Unknown), None, "{line}");
    }
}

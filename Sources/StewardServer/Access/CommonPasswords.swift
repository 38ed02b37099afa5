// SPDX-License-Identifier: Apache-2.0

/// Passwords of twelve characters and more that are tried first: runs on a keyboard, and words with the year or number
/// that is usually put behind them. Shorter ones cannot be chosen anyway.
enum CommonPasswords {
    /// In lower case.
    static let all: Set<String> = Set(runs + words.flatMap { word in endings.map { word + $0 } } + phrases)

    private static let runs = [
        "0123456789012", "0123456789ab", "0123456789abcdef", "012345678910", "098765432109", "0987654321098",
        "102030405060", "112233445566", "11223344556677", "1122334455667788", "121212343434", "123123123456",
        "123412341234", "123454321234", "123456123456", "1234567654321", "12345678900", "123456789000",
        "123456789012", "1234567890123", "12345678901234", "123456789012345", "1234567890123456",
        "1234567890abc", "1234567890qwe", "1234567890qwerty", "123456789101", "12345678910", "1234567891011",
        "123456789123", "123456789123456789", "123456789abc", "123456789qwe", "123456789qwerty", "12345678qwerty",
        "1234567qwerty", "123456abcdef", "123456qwerty", "12345qwert12", "123qwe123qwe", "123qweasdzxc",
        "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1q2w3e4r5t6y7u8i", "1qaz1qaz1qaz", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv",
        "1qazxsw23edc", "987654321000", "9876543210987", "987654321012", "a1b2c3d4e5f6", "aa12345678aa",
        "abc123456789", "abc123abc123", "abcd12345678", "abcd1234abcd", "abcdefghijkl", "abcdefghijklm",
        "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyz", "asdf1234asdf", "asdfasdfasdf", "asdfghjkl123",
        "asdfghjkl1234", "asdfghjkl;'\\", "asdfghjklzxcvbnm", "azertyuiop12", "azertyuiop123", "azertyuiopqs",
        "poiuytrewq12", "q1w2e3r4t5y6", "q1w2e3r4t5y6u7", "qazwsxedc123", "qazwsxedcrfv", "qazwsxedcrfvtgb",
        "qwe123qwe123", "qweasdzxc123", "qweasdzxcrty", "qwerty123123", "qwerty123456", "qwerty1234567",
        "qwerty12345678", "qwerty123456789", "qwerty654321", "qwertyqwerty", "qwertyuiop[]", "qwertyuiop[]\\",
        "qwertyuiop12", "qwertyuiop123", "qwertyuiop1234", "qwertyuiop123456", "qwertyuiopas", "qwertyuiopasdf",
        "qwertyuiopasdfghjkl", "qwertyuiopasdfghjklzxcvbnm", "zaq12wsxcde3", "zxcvbnm12345", "zxcvbnm123456",
        "zxcvbnm123456789", "zxcvbnmasdfghjkl", "zxcvbnmlkjhg", "zxcvbnmzxcvbnm",
    ]

    private static let words = [
        "administrator", "anotherpassword", "administrateur", "basketball", "bismillah", "butterfly", "changeme",
        "changemenow", "chocolate", "christmas", "computer", "correcthorse", "defaultpassword", "everything",
        "football", "geheim", "hetwachtwoord", "iloveyou", "iloveyouso", "internet", "letmein", "letmeinnow",
        "liverpool", "manchester", "mijnwachtwoord", "mypassword", "newpassword", "passphrase", "password",
        "passw0rd", "p@ssw0rd", "p@ssword", "pa$$word", "pa$$w0rd", "princess", "qwertyuiop", "secret",
        "secretpassword",
        "sekretariat", "steward", "stewardsteward", "sunshine", "superman", "supersecret", "temporary",
        "testpassword", "thailand", "thepassword", "trustno1", "unbelievable", "wachtwoord", "welcome",
        "welkom", "whatever", "yourpassword",
    ]

    private static let endings = [
        "", "!", "1", "1!", "01", "12", "123", "123!", "1234", "1234!", "12345", "12345!", "123456", "123456!",
        "1234567",
        "12345678", "123456789", "1234567890", "111", "000", "007", "321", "2020", "2021", "2022", "2023", "2024",
        "2025", "2025!", "2026", "2026!", "2027", "@123", "@1234", "@12345", "@2025", "@2026", "#1", "#123", "_123",
        "abc", "abc123", "qwerty",
    ]

    private static let phrases = [
        "passwordpassword", "passwordpassword1", "iloveyouiloveyou", "iloveyouforever", "iloveyousomuch",
        "correct horse battery staple", "correcthorsebatterystaple", "correct-horse-battery-staple",
        "letmeinletmein", "welcomewelcome", "adminadminadmin", "administrator1234", "rootrootroot", "testtesttest",
        "teststeststests", "secretsecret", "changemechangeme", "opensesameopen", "open sesame!", "maythe4thbewithyou",
        "maytheforcebewithyou", "thisisapassword", "thisismypassword", "this is my password", "mypasswordis",
        "mypasswordispassword", "password is password", "monkeymonkey", "dragondragon", "footballfootball",
        "superman1234567", "qwerty password", "wachtwoordwachtwoord", "welkomwelkom", "loveloveloveyou",
        "lovelovelove", "computercomputer", "internetinternet", "let me in please", "letmeinplease",
        "nevergonnagiveyouup",
        "never gonna give you up", "thequickbrownfox", "the quick brown fox", "tobeornottobe", "to be or not to be",
    ]
}

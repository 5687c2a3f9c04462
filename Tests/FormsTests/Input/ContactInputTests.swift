import Forms
import Testing

@Suite("E-mail, telephone, bank account")
struct ContactInputTests {
    @Test(
        "E-mail addresses are kept, the domain in lower case",
        arguments: [
            ("anna@beispiel.de", "anna@beispiel.de"), ("Anna.Maria@Beispiel.DE", "Anna.Maria@beispiel.de"),
            ("a+b@c.co.uk", "a+b@c.co.uk"), (" o'neill@x-y.org ", "o'neill@x-y.org"),
            ("a@xn--mnchen-3ya.de", "a@xn--mnchen-3ya.de"),
            ("info@Bücher.de", "info@bücher.de"), ("1@2.de", "1@2.de"),
            ("a_b-c@sub.domain.museum", "a_b-c@sub.domain.museum"),
        ] as [(String, String)])
    func emails(_ raw: String, _ kept: String) {
        #expect(EmailInput.parse(raw) == .success(kept))
    }

    @Test(
        "What is no e-mail address says what to mend",
        arguments: [
            ("anna", InputFault.emailAt), ("anna.beispiel.de", .emailAt), ("a@b@c.de", .emailOneAt),
            ("@b.de", .emailLocal),
            (".a@b.de", .emailLocal), ("a.@b.de", .emailLocal), ("a..b@c.de", .emailLocal), ("a@b", .emailDomain),
            ("a@b.", .emailDomain), ("a@.de", .emailDomain), ("a@b..de", .emailDomain), ("a@-b.de", .emailDomain),
            ("a@b-.de", .emailDomain), ("a@b.c", .emailDomain), ("a@1.2.3.44", .emailDomain), ("a@", .emailDomain),
            ("anna maria@b.de", .emailSpace), ("müller@b.de", .emailCharacter("ü")), ("a@b,de", .emailCharacter(",")),
            ("a@b_c.de", .emailCharacter("_")), ("a@пример.рф", .emailCharacter("п")),
            (
                "<a@b.de>", .emailCharacter("<")
            ), ("a;b@c.de", .emailCharacter(";")), ("", .empty), ("\"a\"@b.de", .emailCharacter("\"")),
            ("a\u{200B}@b.de", .textInvisible),
        ] as [(String, InputFault)])
    func notEmails(_ raw: String, _ fault: InputFault) {
        #expect(EmailInput.parse(raw) == .failure(fault))
    }

    @Test("An e-mail address has at most 64 characters before the @, 63 in each part after it, and 254 in all")
    func emailLength() {
        let (part, label) = (String(repeating: "a", count: 64), String(repeating: "b", count: 63))
        #expect(EmailInput.parse("\(part)@b.de") == .success("\(part)@b.de"))
        #expect(EmailInput.parse("a\(part)@b.de") == .failure(.emailTooLong))
        #expect(EmailInput.parse("a@\(label).de") == .success("a@\(label).de"))
        #expect(EmailInput.parse("a@b\(label).de") == .failure(.emailDomain))
        #expect(EmailInput.parse("a@\(label).\(label).\(label).\(label).de") == .failure(.emailTooLong))
    }

    @Test(
        "Telephone numbers become E.164",
        arguments: [
            ("0351 123456", "+49351123456"), ("(0351) 12 34-56", "+49351123456"),
            ("+49 (0) 351 / 123456", "+49351123456"),
            ("0049 351 123456", "+49351123456"), ("0049 (0)351 123456", "+49351123456"),
            ("+49 0351 123456", "+49351123456"),
            ("0151 12345678", "+4915112345678"), ("0171/1234567", "+491711234567"),
            ("+44 20 7946 0958", "+442079460958"),
            ("0044 20 7946 0958", "+442079460958"), ("+44 (0)20 7946 0958", "+442079460958"),
            ("0351 123-0", "+493511230"), ("+49 351 123 (0)", "+493511230"),
            ("+1 (555) 010-9999", "+15550109999"), ("+39 06 698 12345", "+390669812345"),
            ("+39 (0)6 69812345", "+390669812345"),
            ("+48 22 123 45 67", "+48221234567"), ("+420 221 111 122", "+420221111122"), ("030.901820", "+4930901820"),
            ("03581 – 670", "+493581670"), ("0800 1234567", "+498001234567"), ("00 49 351 123456", "+49351123456"),
            ("0351\u{A0}123456", "+49351123456"),
        ] as [(String, String)])
    func phones(_ raw: String, _ number: String) {
        #expect(PhoneInput.parse(raw) == .success(number))
    }

    @Test(
        "What is no telephone number says what to mend",
        arguments: [
            ("123456", InputFault.phoneAreaCode), ("351 123456", .phoneAreaCode), ("115", .phoneService),
            ("112", .phoneService), ("110", .phoneService), ("116117", .phoneService), ("116 117", .phoneService),
            ("11833", .phoneService), ("0351 12", .phoneTooShort), ("0151 1234", .phoneTooShort), ("0", .phoneTooShort),
            ("0151 123456789", .phoneTooLong), ("0351 12345678901", .phoneTooLong), ("+", .phoneTooShort),
            ("0351 123456 / 0171 1234567", .phoneTooLong), ("0351 ABC", .phoneCharacter("A")),
            ("anrufen", .phoneCharacter("a")),
            ("0351+123", .phoneCharacter("+")), ("+0351 123456", .phoneCountry), ("000 351", .phoneCountry),
            ("", .empty),
            ("+44 12", .phoneTooShort), ("+44 1234567890123456", .phoneTooLong), ("+49 115", .phoneService),
            ("()", .phoneTooShort),
            ("0351 123456 App. 12", .phoneCharacter("A")), ("٠٣٥١", .phoneCharacter("٠")),
        ] as [(String, InputFault)])
    func notPhones(_ raw: String, _ fault: InputFault) {
        #expect(PhoneInput.parse(raw) == .failure(fault))
    }

    @Test(
        "IBANs are kept in capitals without spaces",
        arguments: [
            ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
            ("de89370400440532013000", "DE89370400440532013000"),
            ("IBAN: DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
            ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
            ("fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606"),
            ("NO93 8601 1117 947", "NO9386011117947"),
            ("AT61-1904-3002-3457-3201", "AT611904300234573201"),
            ("PL61 1090 1014 0000 0712 1981 2874", "PL61109010140000071219812874"),
            ("CZ65 0800 0000 1920 0014 5399", "CZ6508000000192000145399"),
            ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", "MT84MALT011000012345MTLCAST001S"),
        ] as [(String, String)])
    func ibans(_ raw: String, _ kept: String) {
        #expect(IBANInput.parse(raw) == .success(kept))
    }

    @Test(
        "What is no IBAN says what to mend",
        arguments: [
            ("DE89 3704 0044 0532 0130 01", InputFault.ibanChecksum), ("DE98 3704 0044 0532 0130 00", .ibanChecksum),
            ("DE89 3704 0044 0532 0130 0", .ibanTooShort(country: "DE", length: 22, count: 21)),
            ("DE89 3704 0044 0532 0130 000", .ibanTooLong(country: "DE", length: 22, count: 23)),
            ("DE", .ibanTooShort(country: "DE", length: 22, count: 2)), ("D", .ibanStart), ("D3", .ibanStart),
            ("XX89 3704", .ibanCountry("XX")), ("US12 3456", .ibanCountry("US")), ("532013000", .ibanAccountNumber),
            ("37040044", .ibanAccountNumber), ("89370400440532013000", .ibanStart),
            ("DE89 37O4 0044", .ibanDigits("O")),
            ("DEI9 3704", .ibanDigits("I")), ("DE89ü", .ibanCharacter("ü")), ("IBAN", .ibanStart), ("", .empty),
            ("--", .ibanStart),
            ("GBX9 NWBK", .ibanDigits("X")), ("DE89/3704", .ibanCharacter("/")),
        ] as [(String, InputFault)])
    func notIBANs(_ raw: String, _ fault: InputFault) {
        #expect(IBANInput.parse(raw) == .failure(fault))
    }

    @Test("Check digits outside 02 to 98 are refused although the remainder fits")
    func checkDigits() {
        // 97 and 00 leave the same remainder; only one of the two was ever issued.
        let digits = (0...99).filter { number in
            let text = (number < 10 ? "0" : "") + String(number)
            return (try? IBANInput.parse("DE\(text)370400440532013000").get()) != nil
        }
        #expect(digits == [89])
    }
}

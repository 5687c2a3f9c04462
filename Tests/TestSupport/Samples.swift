import Catalogue
import Visit

/// What somebody might answer.
enum Samples {
    static func text(for question: Question, attempt: Int, language: Language) -> String {
        switch question.kind {
        case .int(let min, _, _): String(max(min ?? 1, 1))
        case .euro: "10"
        case .date: ["01122026", "02012027", "15112026", "01062026"][attempt % 4]
        case .partialDate: ["1960", "2020"][attempt % 2]
        case .time: "1000"
        case .email: "a@b.de"
        case .phone: "03511234567"
        case .iban: "DE89370400440532013000"
        case .plate: ["GR-AB 123", "GR-CD 45"][attempt % 2]
        case .text(let writing) where writing.charset == "digits": "27609810234567\(attempt % 10)"
        default: ["Am Tor", "276098102345678", "HRB 12345", "L01X00T47", "1234567"][attempt % 5]
        }
    }

    static func part(_ part: AddressParts.Part) -> String? {
        switch part {
        case .street: "Markt"
        case .houseNumber: "5"
        case .addition: nil
        case .postalCode: "09997"
        case .city: "Ahornbach"
        case .country: "000"
        }
    }
}

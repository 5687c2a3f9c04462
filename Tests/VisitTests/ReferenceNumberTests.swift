import Testing
import Visit

@Suite struct ReferenceNumberTests {
    private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    private static let numbers = [1, 42, 999, 123_456, 887_503_680].map {
        ReferenceNumber(device: "K7", counter: $0).text
    }

    @Test("Each wrong character is noticed", arguments: numbers) func singleChange(text: String) {
        #expect(ReferenceNumber.isValid(text))
        let characters = Array(text)
        for index in characters.indices {
            for other in Self.alphabet where other != characters[index] {
                var wrong = characters
                wrong[index] = other
                #expect(!ReferenceNumber.isValid(String(wrong)))
            }
        }
    }

    @Test("Each exchange of two neighbours is noticed", arguments: numbers) func neighbours(text: String) {
        let characters = Array(text)
        for index in characters.indices.dropLast() where characters[index] != characters[index + 1] {
            var wrong = characters
            wrong.swapAt(index, index + 1)
            #expect(!ReferenceNumber.isValid(String(wrong)))
        }
    }

    @Test("Ten thousand cases have ten thousand numbers, each valid and of 25 characters at most") func unique() {
        let all = (1...10_000).map { ReferenceNumber(device: "K7", counter: $0) }
        #expect(Set(all.map(\.text)).count == all.count)
        #expect(all.allSatisfy { ReferenceNumber.isValid($0.text) && $0.description.count <= 25 })
        #expect(ReferenceNumber(device: "K7", counter: .max).text.count <= 25)
    }

    @Test("A number is read back as it is shown: in groups of four, in small letters too") func shown() {
        let number = ReferenceNumber(device: "K7", counter: 42)
        #expect(ReferenceNumber.isValid(number.description) && ReferenceNumber.isValid(number.text.lowercased()))
        #expect(number.description.split(separator: " ").allSatisfy { $0.count <= 4 })
    }
}

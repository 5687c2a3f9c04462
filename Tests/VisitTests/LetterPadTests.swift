import Forms
import Testing
import UnicodeText
import Visit

@Suite struct LetterPadTests {
    @Test("All letters and sequences of DIN 91379 stand on the pad") func complete() {
        let all = LetterVariants.all
        for range in DIN91379.letters {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                #expect(all.contains(String(scalar)), "U+\(String(value, radix: 16))")
            }
        }
        for (marks, bases) in DIN91379.sequences {
            for base in bases { #expect(all.contains(Normalization.composed(String(base) + marks))) }
        }
    }

    @Test("Every letter is found under a letter of the rows") func reachable() {
        let bases = Set(LetterPad.rows.joined().map { LetterVariants.base(of: $0) })
        for letter in LetterVariants.all {
            #expect(bases.contains(LetterVariants.base(of: letter)), "\(letter)")
        }
    }
}

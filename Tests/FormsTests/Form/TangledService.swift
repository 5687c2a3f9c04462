/// A service in which everything depends on everything before it: lists, groups, titles, cards, the fee.
enum TangledService {
    static let head = """
        fee:
          pay: by_notice
          items:
            - {label: ~a~, cents: "sum(leute.map(l, has(l.geld) ? l.geld : 0)) * 100"}
            - {label: ~b~, cents: start.zahl * 50, show_if: start.ja}
            - {label: ~c~, cents: 100 / start.zahl}
        checks:
          - {rule: "leute.all(l, has(l.name))", page: leute, message: ~alle Namen~}
          - {rule: "!has(start.zahl) || size(leute) <= start.zahl", page: start, message: ~zu viele~, level: warn}
        """

    static let pages = """
        - id: start
          title: ~Start~
          questions:
            - {id: ja, type: bool, label: ~Ja~}
            - {id: zahl, type: int, label: ~Zahl~, required: start.ja}
            - {id: teil, type: compute, compute: 12 / start.zahl, label: ~Teil~}
            - {id: vorname, type: text, label: ~Vorname~, prefill: eid.givenNames, required: false}
            - id: wahl
              type: choice
              label: ~Wahl~
              options:
                - {value: a, label: ~A~}
                - {value: b, label: ~B~, show_if: start.ja}
                - {value: c, label: ~C~, show_if: start.zahl > 2}
        - id: leute
          title: ~Leute~
          show_if: start.ja || start.zahl > 1
          prefill_if: start.wahl != "b"
          repeat: {min: 0, max: 4, label: ~Mensch~, ask: ~Jemand~, item_title: "{name} {art}", first_from: applicant, card_per_item: true}
          questions:
            - {id: name, type: text, label: ~Name~, prefill: eid.familyNames}
            - id: art
              type: choice
              label: ~Art~
              required: false
              options:
                - {value: x, label: ~Ix~}
                - {value: y, label: ~Ypsilon~, show_if: index > 0}
            - {id: geld, type: int, label: ~Geld~, show_if: "item.art == \\"x\\"", default: start.zahl}
            - id: ort
              type: group
              label: ~Ort~
              show_if: "!has(item.geld) || item.geld != 2"
              questions:
                - {id: stadt, type: text, label: ~Stadt~, required: false}
                - {id: neu, type: bool, label: ~Neu~, required: false}
            - id: kinder
              type: group
              label: ~Kinder~
              repeat: {min: 0, max: 3, label: ~Kind~, ask: ~Kinder~, item_title: "{rufname}"}
              questions:
                - {id: rufname, type: text, label: ~Rufname~}
                - {id: alter, type: int, label: ~Alter~, default: index + 1}
                - {id: jung, type: compute, compute: "item.alter < 3", label: ~Jung~}
            - {id: anzahl, type: compute, compute: "size(item.kinder) + size(leute)"}
            - id: nachbar
              type: choice
              label: ~Nachbar~
              required: false
              options_from: "leute.filter(l, !has(l.geld) || l.geld > 0)"
        - id: ende
          title: ~Ende~
          show_if: "leute.exists(l, l.kinder.exists(k, k.jung)) || start.ja"
          questions:
            - {id: neu, type: compute, compute: "size(leute.filter(l, has(l.ort.neu) && l.ort.neu))", label: ~Neu~}
            - id: wer
              type: multi
              label: ~Wer~
              required: false
              options_from: leute
            - id: wie
              type: text
              label: ~Wie~
              required: "size(leute) > 1"
              check:
                - {rule: "leute.exists(l, l.name == this)", message: ~unbekannt~}
                - {rule: "leute.exists(l, has(l.ort) && has(l.ort.stadt) && l.ort.stadt == this)", message: ~Stadt~, level: warn}
              stop_if: [{rule: "this == \\"Berta\\" && ende.neu > 0", message: ~Schluss~}]
            - {id: gleich, type: compute, compute: "leute.exists(l, leute.exists(m, has(l.ort) && has(m.ort) && l.ort == m.ort && l.name != m.name))", label: ~Gleich~}
        """
}

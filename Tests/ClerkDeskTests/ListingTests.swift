import ClerkDesk
import DeskFaults
import Foundation
import Testing

@Suite struct ListingTests {
    @Test func `Pages of several offices together are the whole list, each case once, in its order`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        for reference in ["KFRA2221XY", "KFRA2222XY", "KFRA2223XY", "KFRA2224XY", "KFRA2225XY"] {
            try service.put(TestCase(reference).sent(to: bench.key))
        }
        _ = try await bench.intake(service).round()
        let whole = try bench.store.cases()
        #expect(whole.count == 5)
        let offices = Set(whole.map(\.office)).union(["nowhere", "elsewhere"])
        var walked: [DeskCase] = []
        var place: CasePlace?
        while true {
            let page = try bench.store.page(offices: offices, after: place, limit: 2)
            guard let last = page.last else { break }
            walked += page
            place = CasePlace(last)
        }
        #expect(walked.map(\.reference) == whole.map(\.reference))
        #expect(try bench.store.page(offices: offices, state: .received, limit: 9).count == 5)
        #expect(try bench.store.page(offices: offices, state: .decided, limit: 9).isEmpty)
    }

    @Test func `No office gives no case, and another office's cases are not told`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        try service.put(TestCase("KFRA2221XY").sent(to: bench.key))
        _ = try await bench.intake(service).round()
        #expect(try bench.store.cases().count == 1)
        #expect(try bench.store.page(offices: [], limit: 9).isEmpty)
        #expect(try bench.store.page(offices: ["elsewhere"], limit: 9).isEmpty)
    }
}

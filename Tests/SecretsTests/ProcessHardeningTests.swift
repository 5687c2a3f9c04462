import Glibc
import Secrets
import Testing

@Suite struct ProcessHardeningTests {
    @Test func `A hardened process leaves no dump and prints no backtrace`() async {
        await #expect(processExitsWith: .success) {
            // Set already, or the process would begin anew, as a test run.
            for (name, value) in ProcessHardening.environment { setenv(name, value, 1) }
            try ProcessHardening.apply()
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            exit(limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 1)
        }
    }
}

/// The answers and the clock that an expression is evaluated with.
package protocol Activation {
    /// The value of a slot; nothing where it is unanswered or hidden.
    func value(of slot: Int) -> Value?

    /// The day for `today()` and `age(birth)`.
    var today: CivilDate { get }

    /// The time for `now()`.
    var now: Moment { get }
}

extension Form {
    /// How it was established who applies; nothing where that has not been asked.
    package var identification: IdentificationNote? { state.identification }

    /// What the applicant's card says; nothing where none was read.
    package var applicant: Applicant? { state.applicant }

    /// The answers from the card that were said to be wrong.
    package var disputedPositions: [Position] { state.disputed.filter { state.cells[$0]?.isDisputed == true } }
}

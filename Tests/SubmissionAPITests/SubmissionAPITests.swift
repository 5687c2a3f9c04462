import SubmissionAPI
import Testing

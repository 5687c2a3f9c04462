#pragma once

/// The variable that says how many days from today it is for the program.
#define ANOTHER_DAY "ANOTHER_DAY"

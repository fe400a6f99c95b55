using Xunit.v3;

// Most of the time of these tests is spent waiting for programs and their timeouts, not on a core.
[assembly: Parallelization(MaxThreads = 4)]

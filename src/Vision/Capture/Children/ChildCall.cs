namespace StationAgent.Vision.Capture.Children;

/// <summary>How a program is called.</summary>
/// <param name="Program">Name, looked up in PATH, or path.</param>
/// <param name="Arguments">Its arguments. Everyone on this machine can read them in <c>/proc</c>, so they hold no secret.</param>
/// <param name="Input">What it reads from its standard input, which no one else can read; null for none.</param>
internal sealed record ChildCall(string Program, IReadOnlyList<string> Arguments, string? Input = null)
{
    /// <summary>The program alone: the input may hold a password.</summary>
    public override string ToString() => Program;
}

namespace StationAgent.Cli.Doctor;

/// <summary>Collects what the checks of one area find. What comes after <see cref="Close"/> is dropped: a check that was given up may still run.</summary>
/// <param name="area">The area.</param>
internal sealed class Findings(string area)
{
    private readonly Lock _gate = new();
    private readonly List<CheckResult> _results = [];
    private bool _closed;

    /// <summary>As it should be.</summary>
    public void Ok(string check, string found) => Add(check, CheckState.Ok, found, remedy: null);

    /// <summary>Works, and somebody should look at it.</summary>
    public void Warning(string check, string found, string remedy) => Add(check, CheckState.Warning, found, remedy);

    /// <summary>Does not work.</summary>
    public void Failed(string check, string found, string remedy) => Add(check, CheckState.Failed, found, remedy);

    /// <summary>Not looked at.</summary>
    public void Skipped(string check, string why, string? remedy = null) => Add(check, CheckState.Skipped, why, remedy);

    /// <summary>Takes a judgement.</summary>
    public void Add(string check, Judgement judgement) => Add(check, judgement.State, judgement.Found, judgement.Remedy);

    /// <summary>Everything so far; nothing is taken any more.</summary>
    public IReadOnlyList<CheckResult> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return _results;
        }
    }

    private void Add(string check, CheckState state, string found, string? remedy)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _results.Add(new CheckResult(area, check, state, found, remedy));
            }
        }
    }
}

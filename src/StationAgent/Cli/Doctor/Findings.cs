namespace StationAgent.Cli.Doctor;

/// <summary>Collects the findings of the checks of one area. Findings after <see cref="Close"/> are dropped: an abandoned check may still run.</summary>
/// <param name="area">The area.</param>
internal sealed class Findings(string area)
{
    private readonly Lock _gate = new();
    private readonly List<CheckResult> _results = [];
    private bool _closed;

    /// <summary>The check passed.</summary>
    public void Ok(string check, string found) => Add(check, CheckState.Ok, found, remedy: null);

    /// <summary>Works, but a person should look at it.</summary>
    public void Warning(string check, string found, string remedy) => Add(check, CheckState.Warning, found, remedy);

    /// <summary>Does not work.</summary>
    public void Failed(string check, string found, string remedy) => Add(check, CheckState.Failed, found, remedy);

    /// <summary>Not checked.</summary>
    public void Skipped(string check, string why, string? remedy = null) => Add(check, CheckState.Skipped, why, remedy);

    /// <summary>Adds a judgement.</summary>
    public void Add(string check, Judgement judgement) => Add(check, judgement.State, judgement.Found, judgement.Remedy);

    /// <summary>Returns everything so far; later findings are dropped.</summary>
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

using System.Globalization;
using System.Numerics;

namespace StationAgent.Weighing;

/// <summary>Collects what is wrong with options, each message starting with the full path of its key.</summary>
/// <param name="section">The section the keys stand in.</param>
internal sealed class OptionProblems(string section)
{
    private readonly List<string> _found = [];

    /// <summary>The messages so far.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Notes a number outside its range; a value that is no number is outside every range.</summary>
    public void Range<T>(string key, T value, T lowest, T highest)
        where T : INumber<T>
    {
        if (!(value >= lowest && value <= highest))
        {
            Note(key, string.Create(CultureInfo.InvariantCulture, $"is {value}; it must be from {lowest} to {highest}"));
        }
    }

    /// <summary>Notes a duration outside its range.</summary>
    public void Range(string key, TimeSpan value, TimeSpan lowest, TimeSpan highest)
    {
        if (value < lowest || value > highest)
        {
            Note(key, string.Create(CultureInfo.InvariantCulture, $"is {value:c}; it must be from {lowest:c} to {highest:c}"));
        }
    }

    /// <summary>Notes a broken rule between keys.</summary>
    public void Require(bool holds, string key, string rule)
    {
        if (!holds)
        {
            Note(key, rule);
        }
    }

    private void Note(string key, string message) => _found.Add($"{section}:{key} {message}.");
}

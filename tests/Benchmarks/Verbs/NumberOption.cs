using System.CommandLine;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>Options that take a whole number.</summary>
internal static class NumberOption
{
    /// <summary>An option from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<int> Create(string name, string description, int byDefault, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description}, {least} to {most}.", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value < least || value > most))
            {
                result.AddError($"{name} {token.Value}: a whole number from {least} to {most} would be right.");
            }
        });
        return option;
    }
}

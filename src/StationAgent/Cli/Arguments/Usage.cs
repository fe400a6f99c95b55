using System.CommandLine;
using System.CommandLine.Parsing;
using StationAgent.Configuration;

namespace StationAgent.Cli.Arguments;

/// <summary>Says in plain words what is wrong with a command line. The texts of the parsing library name types of the program; these name what a person would.</summary>
internal static class Usage
{
    private const string Program = "station-agent";

    /// <summary>Lists what is wrong, one sentence a problem; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0 && parsed.UnmatchedTokens is [var unknown, ..])
        {
            // What follows an unknown word is often its value, and what is missing is often what it was meant to be.
            return [Unknown(unknown, parsed.CommandResult)];
        }

        return [.. parsed.Errors.Select(error => Problem(error, parsed.CommandResult)).Concat(Unclear(parsed)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>How to get help about a command.</summary>
    public static string Hint(ParseResult parsed) => $"See {NameOf(parsed.CommandResult)} --help.";

    /// <summary>The whole name of a command, such as <c>station-agent events list</c>.</summary>
    public static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : Program;

    private static string Problem(ParseError error, CommandResult command) => error.SymbolResult switch
    {
        OptionResult { IdentifierTokenCount: 0, Option: var option } => $"{option.Name} is required{Expected(option)}.",
        OptionResult { Tokens.Count: 0, Option: var option } => $"{option.Name} needs a value{Expected(option)}.",
        OptionResult { Tokens.Count: > 1, Option: var option } when !IsList(option) => Twice(option),
        OptionResult result when OptionIn(result) is { } next => NotAValue(result.Option, next),
        ArgumentResult { Tokens.Count: 0, Argument: var argument } => $"{argument.Name} is required{Expected(argument)}.",
        CommandResult => $"expected a command after {NameOf(command)}: {string.Join(", ", command.Command.Subcommands.Select(static one => one.Name))}.",
        _ => error.Message,
    };

    // The library takes these for granted.
    private static IEnumerable<string> Unclear(ParseResult parsed)
    {
        foreach (var result in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (result.IdentifierTokenCount > 1 && !IsList(result.Option))
            {
                yield return Twice(result.Option);
            }
            else if (OptionIn(result) is { } next)
            {
                yield return NotAValue(result.Option, next);
            }
        }
    }

    private static string Unknown(string word, CommandResult command)
    {
        var commands = command.Command.Subcommands.Select(static one => one.Name);
        if (word.StartsWith('-'))
        {
            // A value may be joined to the name.
            var name = word.Split('=', ':')[0];
            return $"unknown option {Shown.Text(name)}{Meant(NearestName.Find(name, Options(command)))}";
        }

        return commands.Any()
            ? $"unknown command {Shown.Text(word)}{Meant(NearestName.Find(word, commands) ?? Nested(word, command.Command), $"; the commands are {string.Join(", ", commands)}.")}"
            : $"{Shown.Text(word)} is not expected after {NameOf(command)}.";
    }

    private static string Meant(string? nearest, string otherwise = ".") => nearest is null ? otherwise : $"; did you mean '{nearest}'?";

    /// <summary>A command of a command, when its own name was typed: <c>watch</c> for <c>scale watch</c>.</summary>
    private static string? Nested(string word, Command command) => command.Subcommands
        .SelectMany(static outer => outer.Subcommands.Select(inner => (outer, inner)))
        .Where(pair => string.Equals(pair.inner.Name, word, StringComparison.OrdinalIgnoreCase))
        .Select(static pair => $"{pair.outer.Name} {pair.inner.Name}")
        .FirstOrDefault();

    private static IEnumerable<string> Options(CommandResult command)
    {
        for (var one = command; one is not null; one = one.Parent as CommandResult)
        {
            foreach (var option in one.Command.Options.Where(option => one == command || option.Recursive))
            {
                yield return option.Name;
            }
        }
    }

    private static string? OptionIn(OptionResult result) =>
        result.Tokens.FirstOrDefault(static token => token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string NotAValue(Option option, string found) => $"{option.Name} needs a value{Expected(option)}; found {Shown.Text(found)}.";

    private static bool IsList(Option option) => option is ITypedSymbol { IsList: true };

    private static string Twice(Option option) => $"{option.Name} is given more than once.";

    private static string Expected(Symbol symbol) => symbol is ITypedSymbol typed ? $": {typed.Expected}" : "";
}

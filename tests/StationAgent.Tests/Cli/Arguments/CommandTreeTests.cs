using System.CommandLine;
using System.CommandLine.Help;
using StationAgent.Cli;
using StationAgent.Cli.Arguments;
using Xunit;

namespace StationAgent.Tests.Cli.Arguments;

/// <summary>Every option and argument of every command, found in the commands themselves: a new one is covered without another line here.</summary>
public sealed class CommandTreeTests
{
    private static readonly string Long = new('9', 5000);

    /// <summary>None of these is a number, a time, a word of a list, a range or an address.</summary>
    private static readonly string[] Junk =
        ["x", "12.5", "1,5", "1e5", "1e-3", "-1e5", "NaN", "Infinity", "0x10", "1 000", "１２", "+", "-", "..", "--", "true", "5s5", "\u001b[31m", "\n", "-99999999999999999999", Long];

    private static readonly string[] Blank = ["", " ", "\t"];

    public static TheoryData<string, string> TypedSymbols()
    {
        var all = new TheoryData<string, string>();
        foreach (var (path, command) in AllCommands(CommandLine.Commands(), ""))
        {
            foreach (var symbol in command.Options.Cast<Symbol>().Concat(command.Arguments).Where(static one => one is ITypedSymbol))
            {
                all.Add(path, symbol.Name);
            }
        }

        return all;
    }

    [Fact]
    public void Every_option_is_a_flag_or_is_read_by_a_kind_and_none_has_a_validator_of_its_own()
    {
        foreach (var (path, command) in AllCommands(CommandLine.Commands(), ""))
        {
            Assert.Empty(command.Validators);
            foreach (var option in command.Options.Where(static one => one is not (HelpOption or VersionOption)))
            {
                Assert.True(option is ITypedSymbol or Option<bool>, $"{path} {option.Name}");
                Assert.Empty(option.Validators);
            }

            foreach (var argument in command.Arguments)
            {
                Assert.True(argument is ITypedSymbol, $"{path} {argument.Name}");
                Assert.Empty(argument.Validators);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TypedSymbols))]
    public void A_wrong_value_is_refused_in_one_line_that_says_what_is_expected(string path, string name)
    {
        var expected = Find(path, name).Expected;
        foreach (var value in Junk.Where(value => !Accepts(expected, value)).Concat(Blank))
        {
            var problem = Assert.Single(Problems(path, name, value));
            Assert.StartsWith(name, problem, StringComparison.Ordinal);
            Assert.EndsWith(".", problem, StringComparison.Ordinal);
            Assert.True(problem.Length < 300, problem);
            Assert.DoesNotContain(problem, char.IsControl);
            Assert.DoesNotContain("System.", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(TypedSymbols))]
    public void No_value_makes_the_reading_of_the_arguments_throw(string path, string name)
    {
        foreach (var value in Junk.Concat(Blank).Append("/").Append("/dev/null").Append("@file").Append(Path.GetTempPath()))
        {
            Assert.InRange(Problems(path, name, value).Count, 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(TypedSymbols))]
    public void An_option_without_its_value_or_given_twice_is_refused(string path, string name)
    {
        if (!name.StartsWith('-'))
        {
            return;
        }

        Assert.StartsWith($"{name} needs a value: ", Assert.Single(Refused([.. path.Split(' '), name])), StringComparison.Ordinal);
        Assert.StartsWith($"{name} needs a value: ", Assert.Single(Refused([.. path.Split(' '), name, "--help-me"])), StringComparison.Ordinal);
        if (!Find(path, name).IsList)
        {
            Assert.Contains($"{name} is given more than once.", Refused([.. path.Split(' '), name, "1", name, "1"]));
        }
    }

    /// <summary>Kinds for which some of the junk is a value.</summary>
    private static bool Accepts(string expected, string value) => expected switch
    {
        _ when value.StartsWith("--", StringComparison.Ordinal) => true,
        "a folder" or "a file" or "a file to write" => value != "\n" && (value != ".." || expected == "a folder") && value.Length < 5000,
        "an event's ID or number" => value != "\n",
        _ when expected.StartsWith("a number", StringComparison.Ordinal) => value == "12.5",
        _ when expected.StartsWith("known masses", StringComparison.Ordinal) => value is "12.5" or "1,5",
        _ => false,
    };

    private static List<string> Problems(string path, string name, string value) =>
        Refused(name.StartsWith('-') ? [.. path.Split(' '), name, value] : [.. path.Split(' '), .. Before(path, name), value]);

    /// <summary>The values of the arguments that come before one.</summary>
    private static string[] Before(string path, string name) =>
        (path, name) is ("events grade", "grade") ? ["9f86d081884c7d65-00000000000000000042"] : [];

    /// <summary>The problems, without those of required options that the test does not give.</summary>
    private static List<string> Refused(string[] arguments) =>
        [.. Usage.Problems(CommandLine.Parse(arguments)).Where(static one => !one.Contains(" is required: ", StringComparison.Ordinal))];

    private static ITypedSymbol Find(string path, string name)
    {
        var command = AllCommands(CommandLine.Commands(), "").Single(one => one.Path == path).Command;
        return (ITypedSymbol)command.Options.Cast<Symbol>().Concat(command.Arguments).Single(one => one.Name == name);
    }

    private static IEnumerable<(string Path, Command Command)> AllCommands(Command command, string path)
    {
        yield return (path, command);
        foreach (var below in command.Subcommands.SelectMany(inner => AllCommands(inner, $"{path} {inner.Name}".Trim())))
        {
            yield return below;
        }
    }
}

using System.Globalization;
using StationAgent.Configuration;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff.Rules;
using StationAgent.Hosting;
using StationAgent.Vision.Classes;

namespace StationAgent.Cli;

/// <summary>Compares the rules of classes in a configuration with the carbon factors that it names.</summary>
internal static class CarbonRules
{
    /// <summary>Reads the carbon factors, and checks that they have every one that a rule for a class of the model names.</summary>
    /// <exception cref="StartException">The document cannot be used, or it lacks one; the message names each.</exception>
    public static FactorsDocument Check(LoadedConfiguration<AgentOptions> configuration, ClassTree classes)
    {
        try
        {
            var factors = FactorsDocument.Read(configuration.Options.Carbon.FactorsFile);
            var known = factors.Factors.Select(static factor => factor.Id).Distinct(StringComparer.Ordinal).ToList();
            ConfigOption.Refuse([.. configuration.Locate(configuration.Options.DropOff.Classes.On(classes).CheckFactors(known))]);
            return factors;
        }
        catch (FactorsException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    /// <summary>What a person should look at, although the station works with it.</summary>
    /// <param name="rules">The rules, which name factors.</param>
    /// <param name="factors">The document with the factors.</param>
    /// <param name="today">The date.</param>
    public static IEnumerable<string> Warnings(ClassRules rules, FactorsDocument factors, DateOnly today)
    {
        var used = rules.Paths.SelectMany(path => rules.Given(path).Factors).Select(static one => one.Id).Distinct(StringComparer.Ordinal);
        foreach (var factor in used.Select(factors.Find).OfType<Factor>())
        {
            if (factor is { IsPerPiece: true, Cap: null })
            {
                yield return $"the carbon factor '{factor.Id}' counts pieces and has no cap, so a light piece may get more than its own production emits.";
            }

            if (!factor.IsValidOn(today))
            {
                var span = factor.ValidTo is { } last ? $"from {Day(factor.ValidFrom)} to {Day(last)}" : $"from {Day(factor.ValidFrom)}";
                yield return $"the carbon factor '{factor.Id}', version '{factor.Version}', is valid {span}, not on {Day(today)}.";
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}

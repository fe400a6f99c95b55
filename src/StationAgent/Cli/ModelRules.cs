using StationAgent.Configuration;
using StationAgent.Hosting;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Inference;

namespace StationAgent.Cli;

/// <summary>Compares the rules of classes in a configuration with the classes of the model that it names.</summary>
internal static class ModelRules
{
    /// <summary>Reads the classes of the model that a configuration names; the model itself is not loaded.</summary>
    /// <exception cref="StartException">The manifest cannot be used.</exception>
    public static ClassTree ClassesOf(AgentOptions options)
    {
        var path = options.Vision.Manifest ?? ModelOption.ShippedManifest;
        try
        {
            return ModelManifest.Read(path).ToTree(path);
        }
        catch (ModelException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    /// <summary>Checks that the model knows every class for which the configuration has a rule.</summary>
    /// <exception cref="StartException">It lacks one; the message names each.</exception>
    public static void Check(LoadedConfiguration<AgentOptions> configuration, ClassTree classes) =>
        ConfigOption.Refuse([.. configuration.Locate(configuration.Options.DropOff.Classes.CheckAgainst(classes))]);
}

namespace StationAgent.Configuration;

/// <summary>Defaults that are in a file of the program and not in its code, written as a configuration is.</summary>
internal static class EmbeddedConfiguration
{
    /// <summary>Reads such a file.</summary>
    /// <param name="name">Its name among the resources of the program.</param>
    /// <param name="schema">Its keys and rules.</param>
    /// <exception cref="InvalidOperationException">The program was built with a file that breaks its own rules.</exception>
    public static TOptions Read<TOptions>(string name, OptionsSchema<TOptions> schema)
    {
        var values = new List<ConfigurationValue>();
        var problems = new List<ConfigurationProblem>();
        ConfigurationFile.Read(EmbeddedFile.Read(name), name, folder: "/", values, problems);
        var (options, _) = new ConfigurationBinder<TOptions>(schema).Bind(values, problems);
        return problems.Count == 0 ? options : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }
}

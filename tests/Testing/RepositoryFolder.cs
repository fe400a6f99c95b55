namespace StationAgent.Testing;

/// <summary>The files of the repository, for tests of what ships beside the program.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder with the solution.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "StationAgent.sln"))
            ? folder
            : Find(System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("StationAgent.sln is not above the test."));
}

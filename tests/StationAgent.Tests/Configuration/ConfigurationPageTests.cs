using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class ConfigurationPageTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "configuration.md");

    [Fact]
    public void The_page_has_every_key_as_the_table_has_it()
    {
        var rendered = ConfigurationPage.Render();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            System.IO.File.WriteAllText(File, rendered);
        }

        Assert.Equal(rendered, System.IO.File.ReadAllText(File), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Every_key_says_what_it_means_and_what_it_allows()
    {
        foreach (var key in AgentOptions.Schema.Keys)
        {
            Assert.True(key.Facts.Meaning is [>= 'A' and <= 'Z', .., '.'], $"{key.Path}: '{key.Facts.Meaning}' is not a sentence");
            Assert.False(string.IsNullOrEmpty(key.Facts.Allowed), key.Path);
        }
    }
}

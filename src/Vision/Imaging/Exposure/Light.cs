namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>What light makes of a platform: of each channel its own.</summary>
internal readonly record struct Light(ChannelLight Red, ChannelLight Green, ChannelLight Blue)
{
    /// <summary>The light under which a grid looks as it does.</summary>
    public static Light Same { get; } = new(ChannelLight.Same, ChannelLight.Same, ChannelLight.Same);
}

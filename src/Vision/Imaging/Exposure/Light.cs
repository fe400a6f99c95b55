namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>The effect of light on a platform, separate for each channel.</summary>
internal readonly record struct Light(ChannelLight Red, ChannelLight Green, ChannelLight Blue)
{
    /// <summary>The light under which a grid looks as it does.</summary>
    public static Light Same { get; } = new(ChannelLight.Same, ChannelLight.Same, ChannelLight.Same);
}

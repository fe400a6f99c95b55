using System.Numerics;
using System.Runtime.CompilerServices;

namespace StationAgent.Vision.Imaging.Exposure;

/// <summary>The effect of light on a channel: value × (gain + slope across × column + slope down × row) + offset.</summary>
internal readonly record struct ChannelLight(float Gain, float Across, float Down, float Offset)
{
    /// <summary>The light that changes nothing.</summary>
    public static ChannelLight Same { get; } = new(1, 0, 0, 0);

    /// <summary>The gain where a row begins.</summary>
    public float GainAt(int row) => Gain + (Down * row);

    /// <summary>The values of some columns of a row.</summary>
    /// <param name="values">The values without this light.</param>
    /// <param name="gain">Of the row, as <see cref="GainAt"/> says.</param>
    /// <param name="columns">Which columns they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> values, float gain, Vector<float> columns) =>
        (values * (new Vector<float>(gain) + (columns * Across))) + new Vector<float>(Offset);
}

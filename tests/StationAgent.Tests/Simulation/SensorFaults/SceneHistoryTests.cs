using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.SensorFaults;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

public sealed class SceneHistoryTests
{
    private readonly Scene[] _scenes = [.. Enumerable.Range(0, 20).Select(number => Scene.Empty(0, number))];

    [Fact]
    public void A_camera_that_is_behind_shows_what_was()
    {
        var history = Filled(10);
        Assert.Same(_scenes[10], history.Show(Seconds(10), TimeSpan.Zero));
        Assert.Same(_scenes[7], Filled(10).Show(Seconds(10), Seconds(3)));
    }

    [Fact]
    public void A_stream_that_falls_behind_stands_still_and_does_not_run_backwards()
    {
        var history = Filled(10);
        history.Show(Seconds(10), TimeSpan.Zero);
        history.Note(Seconds(11), _scenes[11]);
        Assert.Same(_scenes[10], history.Show(Seconds(11), Seconds(3)));
        history.Note(Seconds(14), _scenes[14]);
        Assert.Same(_scenes[11], history.Show(Seconds(14), Seconds(3)));
        Assert.Same(_scenes[14], history.Show(Seconds(14), TimeSpan.Zero));
    }

    private SceneHistory Filled(int seconds)
    {
        var history = new SceneHistory();
        for (var at = 0; at <= seconds; at++)
        {
            history.Note(Seconds(at), _scenes[at]);
        }

        return history;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}

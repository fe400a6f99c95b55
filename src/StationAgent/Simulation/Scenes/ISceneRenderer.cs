namespace StationAgent.Simulation.Scenes;

/// <summary>Makes the frame a station's camera would give of a scene. Not for use from two threads at once.</summary>
internal interface ISceneRenderer
{
    /// <summary>The frame as JPEG; a buffer of its own each time.</summary>
    byte[] RenderJpeg(Scene scene);
}

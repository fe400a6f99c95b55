using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>What a drawer draws with: the canvas, the camera, the light, and reliefs lit before.</summary>
internal sealed record SceneStage(SKCanvas Canvas, SceneCamera Camera, SceneLight Light, ReliefCache Reliefs)
{
    /// <summary>False where only the pieces' own pixels are asked for.</summary>
    public bool Shadows { get; init; } = true;
}

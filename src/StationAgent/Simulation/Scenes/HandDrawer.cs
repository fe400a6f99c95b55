using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>An arm with sleeve and hand.</summary>
internal static class HandDrawer
{
    /// <summary>From where the arm is just out of the picture to its target, in mm.</summary>
    private const double TravelMm = 700;

    /// <summary>The frame of what the hand holds: its centre, height above the platform and turn.</summary>
    public static ItemFrame Grip(HandPose hand)
    {
        var (sin, cos) = Math.SinCos(hand.AngleDegrees * Math.PI / 180);
        var back = (1 - Math.Clamp(hand.Reach, 0, 1)) * TravelMm;
        return ItemFrame.At(hand.X + (sin * back), hand.Y + (cos * back), 20 + (back * 0.15), hand.CarriedRotationDegrees);
    }

    public static void Draw(SceneStage stage, HandPose hand, Action<SceneStage, SceneItem, ItemFrame> drawItem)
    {
        var grip = Grip(hand);
        if (hand.Carried is { } carried)
        {
            drawItem(stage, carried, grip);
        }

        var arm = ItemFrame.At(grip.Origin.X, grip.Origin.Y, grip.Origin.Z + (hand.Carried?.HeightMm ?? 40), -hand.AngleDegrees);
        var sleeve = SceneRandom.For(hand.SleeveSeed, "sleeve").Pick(new SKColor(40, 50, 80), new SKColor(130, 30, 40), new SKColor(90, 95, 90));
        var skin = new SKColor(214, 170, 140);
        stage.Fill(skin, arm.Point(-40, -30, 0), arm.Point(40, -30, 0), arm.Point(40, 130, 0), arm.Point(-40, 130, 0));
        stage.Fill(sleeve, arm.Point(-50, 120, 0), arm.Point(50, 120, 0), arm.Point(70, 900, 0), arm.Point(-70, 900, 0));
    }
}

namespace StationAgent.Simulation.Scenes;

/// <summary>Draws a piece by its kind.</summary>
internal static class ItemDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        switch (item.Kind)
        {
            case ItemKind.CartonIntact:
                CartonDrawer.Draw(stage, item, frame);
                break;
            case ItemKind.CartonDamaged:
                DamagedCartonDrawer.Draw(stage, item, frame);
                break;
            case ItemKind.PlasticFilm:
                MailerDrawer.Draw(stage, item, frame);
                break;
            case ItemKind.PaperEnvelope:
                EnvelopeDrawer.Draw(stage, item, frame);
                break;
            default:
                ObjectDrawer.Draw(stage, item, frame);
                break;
        }
    }
}

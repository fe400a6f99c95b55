using System.Runtime.InteropServices;

namespace StationAgent.Scale.Lines;

/// <summary>
/// <c>struct termios2</c> of <c>asm-generic/termbits.h</c>, which takes any baud rate; the C library's <c>struct termios</c> takes only the rates of a list.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 44)]
internal struct Termios
{
    [FieldOffset(0)]
    public uint Input;

    [FieldOffset(4)]
    public uint Output;

    [FieldOffset(8)]
    public uint Control;

    [FieldOffset(12)]
    public uint Local;

    /// <summary><c>c_cc[VTIME]</c>.</summary>
    [FieldOffset(22)]
    public byte ReadTenths;

    /// <summary><c>c_cc[VMIN]</c>.</summary>
    [FieldOffset(23)]
    public byte ReadMinimum;

    [FieldOffset(36)]
    public uint InputSpeed;

    [FieldOffset(40)]
    public uint OutputSpeed;

    private const uint CheckParity = 0x10;
    private const uint DataBits = 0x30;
    private const uint SevenBits = 0x20;
    private const uint EightBits = 0x30;
    private const uint TwoStopBits = 0x40;
    private const uint EnableReceiver = 0x80;
    private const uint EnableParity = 0x100;
    private const uint OddParity = 0x200;
    private const uint IgnoreModemLines = 0x800;
    private const uint AnySpeed = 0x1000;
    private const uint SpeedBits = 0x100F100F;
    private const uint MarkParity = 0x40000000;
    private const uint HardwareFlowControl = 0x80000000;

    /// <summary>Sets raw bytes, without flow control and without modem lines.</summary>
    public void MakeRaw(int baudRate, SerialFraming framing)
    {
        // A byte with a wrong parity reads as 0, which no line of a scale contains; if it were left out, it would shorten a number.
        Input = framing.Parity == SerialParity.None ? 0 : CheckParity;
        Output = 0;
        Local = 0;
        Control &= ~(DataBits | TwoStopBits | EnableParity | OddParity | MarkParity | HardwareFlowControl | SpeedBits);
        Control |= EnableReceiver | IgnoreModemLines | AnySpeed
            | (framing.DataBits == 7 ? SevenBits : EightBits)
            | (framing.StopBits == 2 ? TwoStopBits : 0)
            | framing.Parity switch
            {
                SerialParity.Even => EnableParity,
                SerialParity.Odd => EnableParity | OddParity,
                _ => 0,
            };
        InputSpeed = (uint)baudRate;
        OutputSpeed = (uint)baudRate;

        // With a minimum of 0 an idle line would read as 0 bytes, as an unplugged line does.
        ReadMinimum = 1;
        ReadTenths = 0;
    }
}

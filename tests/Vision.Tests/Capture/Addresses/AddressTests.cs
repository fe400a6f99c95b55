using StationAgent.Vision.Capture.Addresses;
using StationAgent.Vision.Capture.Mjpeg;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Addresses;

public sealed class AddressTests
{
    [Theory]
    [InlineData("http://camera/stream", "http://camera/stream")]
    [InlineData("http://camera:8080/video.cgi?user=admin&pwd=CANARY", "http://camera:8080/video.cgi")]
    [InlineData("https://admin:CANARY@camera/a/b?x#CANARY", "https://camera/a/b")]
    [InlineData("rtsp://admin:CANARY@10.0.0.7:554/live", "rtsp://10.0.0.7:554/live")]
    [InlineData("rtsp://10.0.0.7/user=admin_password=CANARY_channel=1_stream=0.sdp?real_stream", "rtsp://10.0.0.7/user=***")]
    [InlineData("http://[fe80::1]:80/x", "http://[fe80::1]/x")]
    [InlineData("http://camera/;jsessionid=1;token=CANARY/x", "http://camera/;jsessionid=1;token=***/x")]
    [InlineData("http://camera/live;psw=CANARY/apikey=CANARY", "http://camera/live;psw=***/apikey=***")]
    [InlineData("http://camera/a/user%3Dadmin%26password%3DCANARY/b%20c", "http://camera/a/***/b%20c")]
    [InlineData("http://camera/user%253Dadmin%2526password%253DCANARY", "http://camera/***")]
    [InlineData("http://camera/Password:CANARY/s", "http://camera/Password:***/s")]
    [InlineData("rtsp://camera/user=adm&psw=CANARY&channel=1", "rtsp://camera/user=***&psw=***&channel=1")]
    [InlineData("http://camera/ch_pw=CANARY", "http://camera/ch_pw=***")]
    [InlineData("http://camera/p=CANARY/step=2", "http://camera/p=***/step=2")]
    [InlineData("http://camera/cgi/admin:CANARY@/x", "http://camera/cgi/***/x")]
    [InlineData("http://camera/rtsp:%2F%2Fadmin:CANARY@10.0.0.5/x", "http://camera/***/x")]
    [InlineData("http://monkey-camera:81/channels/1:2/a%20b.jpg", "http://monkey-camera:81/channels/1:2/a%20b.jpg")]
    public void An_address_shows_scheme_host_port_and_path(string text, string shown)
    {
        Assert.True(SourceAddress.TryParse(text, out var address));

        Assert.Equal(shown, address.ToString());
        Assert.DoesNotContain("CANARY", new MjpegFrameSourceOptions(address).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("camera")]
    [InlineData("camera/stream")]
    [InlineData("/dev/video0")]
    [InlineData("http:camera")]
    public void A_text_without_scheme_and_host_is_not_an_address(string text) => Assert.False(SourceAddress.TryParse(text, out _));

    [Theory]
    [InlineData("cannot open 'rtsp://admin:CANARY@cam/live': 401", "cannot open 'rtsp://cam/live': 401")]
    [InlineData("Error opening 'rtsp://cam/user=adm&psw=CANARY': 404", "Error opening 'rtsp://cam/user=***&psw=***': 404")]
    [InlineData("no http://monkey:81/stream/apikey=CANARY", "no http://monkey:81/stream/apikey=***")]
    [InlineData("http://cam/x?pwd=CANARY said no", "http://cam/x said no")]
    [InlineData("http://admin:CAN/ARY@cam/x", "http://***")]
    [InlineData("http://admin:CAN?ARY@cam/x", "http://***")]
    [InlineData("http://admin:CAN@ARY@cam/x", "http://cam/x")]
    [InlineData("'/etc/http:/admin:CANARY@cam/x' does not exist", "'/etc/http:/cam/x' does not exist")]
    [InlineData("found \"admin:CANARY@cam\"", "found \"***@cam\"")]
    [InlineData("mqtts://u:CANARY@[::1]:8883", "mqtts://[::1]:8883")]
    [InlineData("tcp://10.0.0.5:4001 cannot be reached: it does not answer", "tcp://10.0.0.5:4001 cannot be reached: it does not answer")]
    [InlineData("at 12:30 someone@example.org wrote", "at 12:30 someone@example.org wrote")]
    public void Addresses_in_a_text_lose_what_may_be_secret(string text, string shown) => Assert.Equal(shown, AddressText.Hide(text));

    [Fact]
    public void What_an_address_hides_is_hidden_in_texts_of_others_too()
    {
        Assert.True(SourceAddress.TryParse("http://cam/x?user=admin&pwd=CAN%20ARY", out var address));

        Assert.Equal("bad request: /x***", address.HideIn("bad request: /x?user=admin&pwd=CAN%20ARY"));
        Assert.Equal("no admin with ***", address.HideIn("no admin with CAN ARY"));
        Assert.Equal(["pwd"], address.SecretParameters);
    }

    [Theory]
    [InlineData("http://cam/live;psw=CANARY")]
    [InlineData("http://cam/live?p%73w=1/CANARY")]
    [InlineData("http://cam/user%3Dadmin%26password%3DCANARY")]
    [InlineData("http://cam/admin:CANARY@/x")]
    public void What_is_hidden_in_a_path_is_hidden_in_texts_of_others_too(string url)
    {
        Assert.True(SourceAddress.TryParse(url, out var address));

        Assert.DoesNotContain("CANARY", address.HideIn($"{new Uri(url).PathAndQuery} is unknown, {Uri.UnescapeDataString(new Uri(url).PathAndQuery)} too, and {url[^8..]}"), StringComparison.Ordinal);
        Assert.DoesNotContain(address.Secrets, static secret => secret.Reveal().Length < 4);
    }

    [Fact]
    public void A_secret_prints_stars()
    {
        var secret = new Secret("CANARY");

        Assert.Equal("*** ***", $"{secret} {(object)secret}");
        Assert.Equal("CANARY", secret.Reveal());
    }
}

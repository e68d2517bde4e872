using System.Text;
using CsCheck;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Tests.SharedConfig;

public class LosslessUtf8Tests
{
    [Fact]
    public void Decoding_loses_no_byte() =>
        Fuzzing.Bytes.Sample(
            bytes => Encode(LosslessUtf8.Decode(bytes)).SequenceEqual(bytes),
            iter: Fuzzing.Iterations
        );

    [Fact]
    public void Decodes_valid_utf8_like_the_standard_decoder() =>
        Gen.String.Sample(
            text =>
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                var decoded = LosslessUtf8.Decode(bytes);
                return decoded == Encoding.UTF8.GetString(bytes) && LosslessUtf8.IndexOfInvalidByte(decoded) < 0;
            },
            iter: Fuzzing.Iterations
        );

    [Fact]
    public void Displayable_text_can_always_be_encoded() =>
        Fuzzing.Bytes.Sample(
            bytes =>
                new UTF8Encoding(false, throwOnInvalidBytes: true)
                    .GetBytes(LosslessUtf8.Displayable(LosslessUtf8.Decode(bytes)))
                    .Length >= 0,
            iter: Fuzzing.Iterations
        );

    [Fact]
    public void Finds_each_invalid_byte_and_does_not_mistake_an_emoji_for_one()
    {
        // An emoji whose low surrogate is in the range used for invalid bytes, a stray byte, and a truncated sequence.
        var text = LosslessUtf8.Decode([.. "😠a"u8, 0xE9, .. "b"u8, 0xC3]);

        Assert.Equal("😠a\uDCE9b\uDCC3", text);
        Assert.Equal(3, LosslessUtf8.IndexOfInvalidByte(text));
        Assert.Equal(5, LosslessUtf8.IndexOfInvalidByte(text, 4));
        Assert.Equal(0xC3, LosslessUtf8.InvalidByteAt(text, 5));
        Assert.Equal("😠a\uFFFDb\uFFFD", LosslessUtf8.Displayable(text));
    }

    /// <summary>Encodes the text again, which proves that decoding is reversible.</summary>
    private static byte[] Encode(string text)
    {
        var bytes = new List<byte>();
        for (var start = 0; start < text.Length; )
        {
            var bad = LosslessUtf8.IndexOfInvalidByte(text, start);
            var end = bad < 0 ? text.Length : bad;
            bytes.AddRange(Encoding.UTF8.GetBytes(text[start..end]));
            if (bad >= 0)
            {
                bytes.Add(LosslessUtf8.InvalidByteAt(text, bad));
            }

            start = end + 1;
        }

        return [.. bytes];
    }
}

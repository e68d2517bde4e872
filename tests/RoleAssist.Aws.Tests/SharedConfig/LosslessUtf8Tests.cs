using System.Text;
using CsCheck;
using RoleAssist.Aws.SharedConfig.Syntax;

namespace RoleAssist.Aws.Tests.SharedConfig;

public class LosslessUtf8Tests
{
    [Fact]
    public void No_byte_of_a_file_is_lost() =>
        Fuzzing.Bytes.Sample(bytes => Encode(LosslessUtf8.Decode(bytes)).SequenceEqual(bytes), iter: Fuzzing.Iterations);

    [Fact]
    public void Valid_text_is_decoded_as_everybody_does() =>
        Gen.String.Sample(
            text =>
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                var decoded = LosslessUtf8.Decode(bytes);
                return decoded == Encoding.UTF8.GetString(bytes) && LosslessUtf8.IndexOfInvalidByte(decoded) < 0;
            },
            iter: Fuzzing.Iterations);

    [Fact]
    public void What_is_shown_is_text_that_every_encoder_takes() =>
        Fuzzing.Bytes.Sample(
            bytes => new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(LosslessUtf8.Displayable(LosslessUtf8.Decode(bytes))).Length >= 0,
            iter: Fuzzing.Iterations);

    [Fact]
    public void Bad_bytes_are_found_one_by_one_and_are_no_part_of_an_emoji()
    {
        // An emoji whose second half falls into the range that bad bytes are kept in, a stray byte, a truncated sequence.
        var text = LosslessUtf8.Decode([.. "😠a"u8, 0xE9, .. "b"u8, 0xC3]);

        Assert.Equal("😠a\uDCE9b\uDCC3", text);
        Assert.Equal(3, LosslessUtf8.IndexOfInvalidByte(text));
        Assert.Equal(5, LosslessUtf8.IndexOfInvalidByte(text, 4));
        Assert.Equal(0xC3, LosslessUtf8.InvalidByteAt(text, 5));
        Assert.Equal("😠a\uFFFDb\uFFFD", LosslessUtf8.Displayable(text));
    }

    /// <summary>The way back, which proves that there is one.</summary>
    private static byte[] Encode(string text)
    {
        var bytes = new List<byte>();
        for (var start = 0; start < text.Length;)
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

using System.Security.Cryptography;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Tests.Security;

public class Sha256Tests
{
    /// <summary>Every length around the blocks' ends, where padding takes another block or not.</summary>
    [Fact]
    public void It_is_the_platforms_for_every_length() => Assert.All(Enumerable.Range(0, 300), length =>
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);

        Assert.Equal(SHA256.HashData(data), Sha256.HashData(data));
    });

    [Fact]
    public void It_is_that_of_the_standard() => Assert.Equal(
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        Convert.ToHexString(Sha256.HashData("abc"u8)));
}

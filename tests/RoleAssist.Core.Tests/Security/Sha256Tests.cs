using System.Security.Cryptography;
using RoleAssist.Core.Security;

namespace RoleAssist.Core.Tests.Security;

public class Sha256Tests
{
    /// <summary>Covers every length around block boundaries, where padding may need an extra block.</summary>
    [Fact]
    public void Returns_the_platforms_hash_for_every_length() =>
        Assert.All(
            Enumerable.Range(0, 300),
            length =>
            {
                var data = new byte[length];
                new Random(length).NextBytes(data);

                Assert.Equal(SHA256.HashData(data), Sha256.HashData(data));
            }
        );

    [Fact]
    public void Returns_the_hash_of_the_standards_example() =>
        Assert.Equal(
            "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
            Convert.ToHexString(Sha256.HashData("abc"u8))
        );
}

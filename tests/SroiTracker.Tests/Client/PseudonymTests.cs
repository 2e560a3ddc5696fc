using FsCheck.Xunit;
using SroiTracker.Client;
using ServicePseudonym = SroiTracker.Domain.Pseudonym;

namespace SroiTracker.Tests.Client;

/// <summary>The client makes pseudonyms that the service takes and that nobody can guess.</summary>
public class PseudonymTests
{
    private const string Secret = "bOq1vJ3dVd2uQm8sF4yTz7WkXc6NhRg0pLaEiUoYw9M";

    [Property]
    public bool Each_is_one_by_the_rule_of_the_service_and_the_same_each_time(Guid secret, FsCheck.NonEmptyString number)
    {
        if (number.Get.Trim().Length == 0) return true;
        var made = Pseudonym.Make(secret.ToString(), number.Get);
        return ServicePseudonym.TryParse(made, out _) && made == Pseudonym.Make(secret.ToString(), number.Get);
    }

    [Property]
    public bool Other_people_and_other_secrets_have_others(Guid secret, Guid otherSecret, int number, int otherNumber)
    {
        string Of(Guid s, int n) => Pseudonym.Make(s.ToString(), $"P{n}");
        return (number == otherNumber || Of(secret, number) != Of(secret, otherNumber)) && (secret == otherSecret || Of(secret, number) != Of(otherSecret, number));
    }

    [Theory]
    [InlineData("111222333", "111222333", true)]
    [InlineData("1112.22.333", "111222333", true)]
    [InlineData(" 111 222 333 ", "111222333", true)]
    [InlineData("111-222-333", "111222333", true)]
    [InlineData("012345672", "12345672", true)]
    [InlineData("0123.45.672", "12345672", true)]
    [InlineData("１１１２２２３３３", "111222333", true)]
    [InlineData("P-117", "p-117", true)]
    [InlineData("P-117 ", "P-117", true)]
    [InlineData("1-23", "12-3", false)]
    [InlineData("007", "7", false)]
    [InlineData("111222334", "1112.22.334", false)]
    [InlineData("111222333", "111222334", false)]
    public void A_BSN_is_one_however_it_is_written_and_other_numbers_are_as_they_are(string one, string other, bool same) =>
        Assert.Equal(same, Pseudonym.Make(Secret, one) == Pseudonym.Make(Secret, other));

    [Fact]
    public void It_is_what_it_was_in_every_version_of_the_package() =>
        Assert.Equal("p6w6Zvii7l2etKOPPg3dCq6jy30q5qfdbmHSVSPZWq04", Pseudonym.Make(Secret, "111222333"));

    [Fact]
    public void A_short_secret_and_an_empty_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Pseudonym.Make(new string('x', 31), "P-117"));
        Assert.Throws<ArgumentException>(() => Pseudonym.Make(new byte[31], "P-117"));
        Assert.Throws<ArgumentException>(() => Pseudonym.Make(Secret, "  "));
        Assert.NotEqual("", Pseudonym.Make(new byte[32], "P-117"));
    }

    [Fact]
    public void A_new_secret_is_long_enough_and_new()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => Pseudonym.NewSecret()).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(100, secrets.Count);
        Assert.All(secrets, s => Assert.NotEqual("", Pseudonym.Make(s, "1")));
    }
}

namespace SroiTracker.Domain.Tests;

/// <summary>seeds.md S6: a team outside 10 to 15 is flagged.</summary>
public class TeamSizeTests
{
    [Theory]
    [InlineData(10, 10, "")]
    [InlineData(15, 15, "")]
    [InlineData(9, 10, "team.planned-size")]
    [InlineData(16, 15, "team.planned-size")]
    [InlineData(12, 9, "team.people")]
    [InlineData(12, 0, "team.people")]
    [InlineData(12, 16, "team.people")]
    [InlineData(8, 8, "team.planned-size,team.people")]
    [InlineData(12, null, "")]
    public void A_team_outside_10_to_15_is_flagged(int planned, int? people, string codes) =>
        Assert.Equal(codes, string.Join(',', TeamSize.Remarks(planned, people).Select(r => r.Code)));

    [Fact]
    public void The_remark_says_how_many() => Assert.Equal(
        ("In dit team werken nu 8 mensen; gebruikelijk is 10 tot en met 15.", "There are 8 people in this team now; usual is 10 through 15."),
        (TeamSize.Remarks(12, 8)[0].Dutch, TeamSize.Remarks(12, 8)[0].English));
}

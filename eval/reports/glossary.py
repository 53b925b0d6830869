"""One sentence about each measure, for readers of a report. Pure."""

from __future__ import annotations

SAID_OF = {
    "MRR@10": "1 over the rank of the first right article among ten; 0 if there is none",
    "Success@1": "share of questions whose first article is right",
    "Success@5": "share with a right article among the first five",
    "Success@10": "share with a right article among the first ten",
    "Recall@5": "share of the right articles among the first five",
    "Recall@10": "share of the right articles among the first ten",
    "nDCG@10": "right articles near the top count more than those further down",
    "EvidenceRecall@10": "share of the evidence that lies in the ten best passages",
    "EvidenceInClaim@1": "share of answers whose first claim cites evidence; a refusal counts as none",
    "CitationRecall": "share of the evidence that is cited; a refusal cites none",
    "CitationPrecision": "share of the receipts shown that are on evidence",
    "AnswerInClaim@1": "share whose first claim quotes the short answer; a refusal does not",
    "AnswerInClaim@3": "share in whose first three claims the short answer is quoted",
    "SpeakerAccuracy": "share of answers whose first claim names the right speaker",
    "QuotationFidelity": "share of quotations that stand in the article word for word; anything below 1 is a fault",
    "AnsweredThoughUnanswerable": "share of unanswerable questions that were answered; lower is better",
    "RefusedThoughAnswerable": "share of answerable questions that were refused; lower is better",
    "AbstentionBalancedAccuracy": "mean of the shares rightly answered and rightly refused",
    "AbstentionAUROC": "how often an answerable question gets more confidence than an unanswerable one",
    "Passed": "share of questions with nothing missed",
    "Repeatability": "share of questions whose repeats gave the same reply",
}

"""A sound brief in which every field stands once, to be broken field by field."""

from __future__ import annotations

BRIEF = """\
# yaml-language-server: $schema=schema/brief.json
title: Small brief
description: What it is.
questions:
  stage:
    label: Stage
    ask: How far is it?
    explanation: What counts.
    type: choice
    choices:
      planned: {label: Planned, explanation: It is decided.}
      gone: {label: Gone, explanation: Given up., ends: true}
  markets:
    label: Markets
    type: choice
    many: true
    choices:
      norway: {label: Norway, explanation: A country.}
      peru: {label: Peru, explanation: Another one.}
  first-car: {label: First car, type: when}
  builder: {label: Builder, type: organisations}
  capacity: {label: Capacity, type: number, unit: cars}
  price: {label: Price, type: money, currency: EUR}
  slogan: {label: Slogan, type: text}
topics:
  launch: {label: Launch, explanation: When it comes.}
  denial: {label: Denial, explanation: It says no.}
bases:
  company: {label: The company, explanation: Its own word., on_record: true}
  press: {label: A paper, explanation: Somebody else.}
roles: {maker: {label: Maker, explanation: Builds for others.}}
states: {talks: {label: In talks, explanation: Nothing agreed.}}
kinds: {carmaker: {label: Carmaker, explanation: Makes cars.}}
"""

PARTNER = """\
# yaml-language-server: $schema=../schema/partner.json
name: Magna
country: AT
kind: carmaker
what: It builds cars for others.
legal_name: Magna Ltd
"""

COMPANY = """\
# yaml-language-server: $schema=../schema/company.json
name: Acme
legal_name: Acme Ltd
country: SE
industry: Garden tools
checked: 2026-11-23
summary:
  as_of: 2026-05-31
  text: Two sentences of the editors.
programmes:
  acme-one:
    name: Acme One
    what: A small car.
    formerly: [{until: 2025-01-31, name: Acme Zero}]
    vehicles:
      one: {name: One, body: hatchback}
    milestones: {europe: On sale in Europe}
  acme-van: {name: Acme Van}
sources:
  times:
    title: Acme said to plan a car
    publisher: Example Times
    via: Example Wire
    published: 2025-03-04
    url: https://example.com/times
    archived: https://archive.example/times
    language: en
claims:
  - id: plan
    published: 2025-03-04
    event: 2025-03
    topic: launch
    statement: Acme plans a car with Magna.
    basis: press
    said_by: two people
    about: acme-one
    vehicles: [one]
    sources: [times]
    partners: [{who: magna, role: maker, state: talks}]
    answers: {stage: planned, first-car: 2026, builder: magna, europe: 2027-Q3, slogan: Drive on}
  - id: more
    published: 2025-04-02
    topic: denial
    statement: Acme says that it builds alone, and names a price.
    basis: company
    sources:
      - {publisher: Acme News, published: 2025-04-01, url: https://example.com/acme}
    answers:
      builder: [self]
      markets: [norway, peru]
      capacity: {amount: 100..200, unit: vans, period: 2026}
      price: {amount: under 40000, currency: USD, variant: One S, market: Norway}
    contradicts: [{plan: [builder]}]
    supersedes: [{plan: [first-car]}]
    corrections: [{on: 2025-05-01, note: The price was missing.}]
"""
